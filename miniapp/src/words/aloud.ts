/** Reading a screen aloud. */
export const aloud = { listen: 'Nghe', stop: 'Dừng đọc' } as const

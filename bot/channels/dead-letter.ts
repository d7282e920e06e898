import { isoVn } from '../../server/kernel/time.ts'
import type { Db } from '../../server/storage/db.ts'

/** Notes an update that could not be handled: which one and what kind of failure, never what the citizen wrote. */
export async function bury(
  db: Db,
  unit: string,
  channel: string,
  updateId: string,
  error: unknown,
  at: Date,
): Promise<void> {
  const kind =
    error instanceof Error
      ? `${error.name}: ${
          (error.stack ?? '')
            .split('\n')
            .find((line) => line.trim().startsWith('at '))
            ?.trim() ?? ''
        }`
      : typeof error
  await db.execute(
    'INSERT INTO dead_letter (unit, channel, update_id, error, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    [unit, channel, updateId, kind, isoVn(at)],
  )
}

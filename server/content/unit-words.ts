import type { Unit } from './schema.ts'

/** The phone of the desk that answers first, for sentences that hand over to people. */
export function frontPhone(unit: Unit): { phone: string; label: string } {
  const { phone, label } = unit.hotlines[0] ?? { phone: unit.portal.helpline, label: unit.portal.url }
  return { phone, label }
}

/** The commune inside a sentence: `Xã Bình Minh (dữ liệu mẫu)` → `xã Bình Minh`. */
export function unitName(unit: Unit): string {
  const bare = unit.name.replace(/\s*\(.*\)\s*$/, '')
  return bare.charAt(0).toLowerCase() + bare.slice(1)
}

/** Where papers are handed in: the desk and its address. */
export function deskAddress(unit: Unit): string {
  return `${unit.desk.name}, ${unit.desk.address}`
}

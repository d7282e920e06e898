/**
 * What an error code of Zalo's OA and template calls means for us. Codes come with HTTP 200. Source: Zalo's tables of 2026-08 (second
 * hand); a code in none of the lists is `unknown` and tried again.
 */
export type ErrorClass =
  /** The access token is over: refresh, and once more. */
  | 'token'
  /** Somebody has to set something right with Zalo: verification, package, account, permission. */
  | 'human'
  /** Too many calls a minute. */
  | 'rate'
  /** Passes by itself. */
  | 'later'
  /** A limit of the day. */
  | 'tomorrow'
  /** Not at night. */
  | 'night'
  /** The person has not turned to the account for too long: nobody may write first. */
  | 'window'
  /** Never for this person or these words. */
  | 'permanent'
  | 'unknown'

const CODES: Record<Exclude<ErrorClass, 'unknown'>, readonly number[]> = {
  token: [-216, -220, -124],
  human: [
    ...[-101, -102, -103, -104, -105, -117, -120, -125, -131, -135, -1351, -136, -137, -138, -1381, -146],
    ...[-204, -205, -209, -212, -219, -221, -223, -224, -235, -240, -242, -320, -321],
  ],
  rate: [-32],
  later: [-100, -200, -211, -218],
  tomorrow: [-144, -147, -115],
  night: [-133, -234],
  window: [-230, -232],
  permanent: [
    ...[-108, -109, -110, -111, -112, -1121, -1122, -1124, -113, -114, -116, -118, -119, -121, -122, -132],
    ...[-139, -140, -141, -145, -201, -210, -213, -217, -227, -233, -244, -248, -249],
  ],
}
const BY_CODE = new Map(
  Object.entries(CODES).flatMap(([kind, codes]) => codes.map((code): [number, string] => [code, kind])),
)

/** The class of a code other than 0. */
export function errorClass(code: number): ErrorClass {
  const found = BY_CODE.get(code)
  return isClass(found) ? found : 'unknown'
}

function isClass(kind: string | undefined): kind is ErrorClass {
  return kind !== undefined && kind in CODES
}

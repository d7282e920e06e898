/** What waits to be sent, loaded when something does. */
export { UnsentDoor } from './door.tsx'
export { UnsentScreen } from './unsent.tsx'

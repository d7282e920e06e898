/** The community digital team's room, loaded as one piece when it is first opened: citizens never load it. */
export { HandoverScreen } from './handover.tsx'
export { TeamRoom } from './team.tsx'

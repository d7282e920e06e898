/** What stands behind *Của tôi* and *Cài đặt*, loaded as one piece when it is first opened. */

export { ReadPage } from '../../ui/read-page.tsx'
export { FollowScreen } from '../follow/follow.tsx'
export { SettingsScreen } from '../settings/settings.tsx'
export { MineScreen } from './mine.tsx'

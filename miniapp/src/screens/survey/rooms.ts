/** Surveys and the tablet at the counter, loaded as one piece when the first is opened. */
export { KioskScreen } from '../kiosk/kiosk.tsx'
export { SurveyList } from './list.tsx'
export { SurveyScreen } from './survey.tsx'

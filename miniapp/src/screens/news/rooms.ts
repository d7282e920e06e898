/** What stands behind *Tin của xã*, loaded as one piece when it is first opened. */
export { NewsItemScreen } from './item.tsx'
export { NewsScreen } from './list.tsx'
export { QuizScreen } from './quiz.tsx'

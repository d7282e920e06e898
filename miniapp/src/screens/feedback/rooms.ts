/** What stands behind *Phản ánh*, loaded as one piece when it is first opened. */
export { CaseScreen } from './case.tsx'
export { ReceiptScreen } from './receipt.tsx'
export { RegisterScreen } from './register.tsx'
export { ReportScreen } from './report.tsx'

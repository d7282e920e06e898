import { goBack, type Route, useRoute } from './router.ts'
import { Ask } from './screens/ask.tsx'
import { FeedbackScreen } from './screens/feedback.tsx'
import { HotlineScreen } from './screens/hotline.tsx'
import { useSettings } from './settings.ts'
import { Icon } from './ui/icon.tsx'
import { lazy } from './ui/lazy.tsx'
import { Link } from './ui/link.tsx'
import { OfflineBanner } from './ui/online.tsx'
import { UnitProvider, useUnit } from './ui/unit.tsx'
import { words } from './words.ts'

// the question stands first; what follows it comes while it is read
const mainRooms = () => import('./screens/rooms.ts')
const ProcedureScreen = lazy(async () => (await mainRooms()).ProcedureScreen)
const DossierScreen = lazy(async () => (await mainRooms()).DossierScreen)
const EventScreen = lazy(async () => (await mainRooms()).EventScreen)
// most visits never write a report: what stands behind that door comes when it is opened
const rooms = () => import('./screens/feedback/rooms.ts')
const ReportScreen = lazy(async () => (await rooms()).ReportScreen)
const ReceiptScreen = lazy(async () => (await rooms()).ReceiptScreen)
const CaseScreen = lazy(async () => (await rooms()).CaseScreen)
const RegisterScreen = lazy(async () => (await rooms()).RegisterScreen)
const surveyRooms = () => import('./screens/survey/rooms.ts')
const SurveyScreen = lazy(async () => (await surveyRooms()).SurveyScreen)
const SurveyList = lazy(async () => (await surveyRooms()).SurveyList)
const KioskScreen = lazy(async () => (await surveyRooms()).KioskScreen)

const news = () => import('./screens/news/rooms.ts')
const NewsScreen = lazy(async () => (await news()).NewsScreen)
const NewsItemScreen = lazy(async () => (await news()).NewsItemScreen)
const QuizScreen = lazy(async () => (await news()).QuizScreen)

const unsentRooms = () => import('./screens/outbox/rooms.ts')
const UnsentScreen = lazy(async () => (await unsentRooms()).UnsentScreen)

const own = () => import('./screens/mine/rooms.ts')
const MineScreen = lazy(async () => (await own()).MineScreen)
const SettingsScreen = lazy(async () => (await own()).SettingsScreen)
const FollowScreen = lazy(async () => (await own()).FollowScreen)
const ReadPage = lazy(async () => (await own()).ReadPage, { quiet: true })

const TeamRoom = lazy(async () => (await import('./screens/team/team.tsx')).TeamRoom)
const HandoverScreen = lazy(async () => (await import('./screens/team/handover.tsx')).HandoverScreen)

export function App() {
  return (
    <UnitProvider>
      <Frame />
    </UnitProvider>
  )
}

function Frame() {
  const route = useRoute()
  if (route.at === 'kiosk') return <KioskScreen key={route.counter} counter={route.counter} />
  if (route.at === 'team') return <TeamRoom key="team" route={route} />
  return (
    <div class="page">
      <Top route={route} />
      <OfflineBanner />
      <main>
        <Here route={route} />
      </main>
    </div>
  )
}

/** Who speaks, the way back, and whether what follows is sample data. */
function Top({ route }: { route: Route }) {
  const unit = useUnit()
  const { aloud } = useSettings()
  const name = (unit?.name ?? words.app).replace(/\s*\(.*\)$/, '')
  return (
    <header class="top">
      <div class="top-line">
        {route.at === 'home' ? (
          <>
            <span class="top-name">{name}</span>
            <Link to={{ at: 'settings' }} class="top-link">
              {words.settings}
            </Link>
          </>
        ) : (
          <>
            <button type="button" class="back" onClick={goBack}>
              <Icon name="back" />
              {words.back}
            </button>
            <Link to={{ at: 'home' }} class="top-name" label={`${name}, ${words.home}`}>
              {name}
            </Link>
          </>
        )}
        {aloud && <ReadPage place={JSON.stringify(route)} />}
      </div>
      {unit?.sample && (
        <p class="strip-note soon">
          <b>{words.sample}.</b> {words.sampleNote}
        </p>
      )}
    </header>
  )
}

function Here({ route }: { route: Route }) {
  switch (route.at) {
    case 'home':
      return <Ask key="ask" q={null} />
    case 'search':
      return <Ask key="ask" q={route.q} />
    case 'event':
      return <EventScreen key={route.id} id={route.id} />
    case 'procedure':
      return <ProcedureScreen key={route.code} route={route} />
    case 'dossier':
      return <DossierScreen key="dossier" code={route.code ?? ''} />
    case 'feedback':
      return <FeedbackScreen key="feedback" />
    case 'report':
      return <ReportScreen key="report" step={route.step} edit={route.edit ?? false} />
    case 'receipt':
      return <ReceiptScreen key={route.code} code={route.code} secret={route.secret} />
    case 'case':
      return <CaseScreen key={route.code + route.secret} code={route.code} secret={route.secret} />
    case 'register':
      return <RegisterScreen key="register" q={route.q} kind={route.kind} page={route.page} />
    case 'survey':
      return route.id ? <SurveyScreen key={route.id} route={route} /> : <SurveyList key="surveys" />
    case 'kiosk':
      return null // it has the whole screen
    case 'news':
      return <NewsScreen key="news" page={route.page} />
    case 'newsItem':
      return <NewsItemScreen key={route.id} id={route.id} />
    case 'quiz':
      return <QuizScreen key={`quiz-${route.id}`} id={route.id} />
    case 'team':
      return null // it has the whole screen
    case 'handover':
      return <HandoverScreen key={route.token} token={route.token} />
    case 'hotline':
      return <HotlineScreen key="hotline" />
    case 'mine':
      return <MineScreen key="mine" />
    case 'unsent':
      return <UnsentScreen key="unsent" />
    case 'settings':
      return <SettingsScreen key="settings" />
    case 'follow':
      return <FollowScreen key={`follow-${route.code}`} code={route.code} />
  }
}

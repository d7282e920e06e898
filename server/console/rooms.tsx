import { feedbackPages } from '../feedback/pages/pages.tsx'
import { peoplePages } from '../people/pages/pages.tsx'
import type { Services } from '../services.ts'
import { helpPages } from './help.tsx'
import type { ConsoleDoor, Room } from './room.ts'

/** The console's rooms in the order of the menu: each room adds itself here. */
export function consoleRooms(services: Services, door: ConsoleDoor): Room[] {
  const { feedback, people, dossiers, content } = services
  return [
    ...feedbackPages({
      feedback,
      hamlets: content.unit.hamlets,
      people: () => people.people(),
      lateDossiers: () => dossiers.late(),
    }),
    ...peoplePages(services, door),
    { path: '/help', label: services.say('console.help'), rights: [], pages: helpPages(services.content.help) },
  ]
}

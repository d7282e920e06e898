import { useEffect, useState } from 'preact/hooks'
import { forgetList, type MyList, readLists } from '../../kept.ts'
import { Link } from '../../ui/link.tsx'
import { mineWords as words } from '../../words/mine.ts'

/** The checklists with something ticked, each as it was left: with its answers. */
export function MyLists({ onCount }: { onCount: (count: number) => void }) {
  const [lists, setLists] = useState<MyList[]>([])
  const [said, setSaid] = useState('')
  const show = (known: MyList[]) => {
    setLists(known)
    onCount(known.length)
  }
  useEffect(() => void readLists().then(show), [])
  const forget = async (list: MyList) => {
    show(await forgetList(list))
    setSaid(words.listForgotten)
  }
  return (
    <section hidden={lists.length === 0 && said === ''}>
      <h2>{words.lists}</h2>
      <p role="status">{said}</p>
      <ul class="rows">
        {lists.map((list) => (
          <li key={list.code} class="mine">
            <Link to={{ at: 'procedure', code: list.code, answers: list.answers, name: list.title }} class="row">
              <b>{list.title}</b>
              <small>{words.ticked(list.done, list.all)}</small>
            </Link>
            <button
              type="button"
              class="button plain"
              aria-label={words.forgetListLabel(list.title)}
              onClick={() => void forget(list)}
            >
              {words.forgetList}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

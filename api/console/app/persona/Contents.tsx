import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocale } from '../i18n/locale.tsx'

/** Links to the sections beside it, as many as there are at the moment: some come when they are loaded. */
export function Contents() {
  const { t, language } = useLocale()
  const nav = useRef<HTMLElement>(null)
  const [found, setFound] = useState<readonly { id: string; title: string }[]>([])
  useEffect(() => {
    const around = nav.current?.parentElement
    if (around === null || around === undefined) return
    const look = () => setFound([...around.querySelectorAll<HTMLElement>(':scope > section[id]')].map((section) => ({ id: section.id, title: section.querySelector('h2')?.textContent ?? '' })))
    const observer = new MutationObserver(look)
    observer.observe(around, { childList: true })
    look()
    return () => observer.disconnect()
  }, [language])
  return (
    <nav ref={nav} class="contents screen-only" aria-label={t.aboutPersona.contents}>
      <ul>{found.map(({ id, title }) => <li key={id}><a href={`#${id}`}>{title}</a></li>)}</ul>
    </nav>
  )
}

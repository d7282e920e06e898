/**
 * The console's only script: keeps what is typed into a form with `data-draft` in this tab's session storage, so that a lost
 * connection or a pressed "back" costs no words. Gone once the form was sent and the next page says that it was saved.
 */
export const DRAFTS_SCRIPT = `(() => {
  const key = (form) => 'draft:' + form.dataset.draft
  const sent = 'draft-sent'
  try {
    if (document.querySelector('[data-saved]')) sessionStorage.removeItem(sessionStorage.getItem(sent) ?? '')
    sessionStorage.removeItem(sent)
    document.querySelector('form[action$="/logout"]')?.addEventListener('submit', () => sessionStorage.clear())
    for (const form of document.querySelectorAll('form[data-draft]')) {
      const fields = () => [...form.elements].filter((f) => f.name && /^(textarea|select-one|text)$/.test(f.type))
      const kept = JSON.parse(sessionStorage.getItem(key(form)) ?? '{}')
      const fresh = (f) => (f.options ? ![...f.options].some((o) => o.defaultSelected && o.value) : f.value === f.defaultValue)
      for (const f of fields()) if (kept[f.name] !== undefined && fresh(f)) f.value = kept[f.name]
      form.addEventListener('input', () =>
        sessionStorage.setItem(key(form), JSON.stringify(Object.fromEntries(fields().map((f) => [f.name, f.value])))))
      form.addEventListener('submit', () => sessionStorage.setItem(sent, key(form)))
    }
  } catch {}
})()
`

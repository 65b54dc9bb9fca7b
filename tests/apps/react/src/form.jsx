import { useState } from 'react'

/** `go` leads to another page of the application. */
export default function Form({ go }) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState('a')
  const [yes, setYes] = useState(false)
  const [sent, setSent] = useState(null)
  return (
    <section id="form">
      <form onSubmit={(event) => { event.preventDefault(); setSent({ name, kind }) }}>
        <div data-tools="">
          <input data-do="name" name="name" value={name} onChange={(event) => setName(event.target.value)} />
          <select data-do="kind" name="kind" value={kind} onChange={(event) => setKind(event.target.value)}><option value="a">A</option><option value="b">B</option></select>
          <input data-do="yes" type="checkbox" checked={yes} onChange={(event) => setYes(event.target.checked)} />
          <button data-do="send">Send</button>
          <button data-do="away" type="button" onClick={() => go('/list')}>Away</button>
        </div>
        <h1>{name ? `Hello ${name}` : 'Who are you?'}</h1>
        <label className={yes ? 'on' : ''}>{kind === 'a' ? <b>Kind A</b> : <><i>Kind</i> B</>}</label>
        {yes && <p className="hint" style={{ color: kind === 'a' ? 'green' : 'navy' }}>You said yes</p>}
      </form>
      {sent ? <output>{sent.name || 'Nobody'}: {sent.kind}</output> : null}
    </section>
  )
}

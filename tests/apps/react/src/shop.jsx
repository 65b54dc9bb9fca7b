// The template's page with what applications have besides: routes, a list, a form.
import { Fragment, useEffect, useState } from 'react'
import { Link, Navigate, Route, Routes, useNavigate } from 'react-router'
import Home from './App.jsx'

let next = 4
const first = [1, 2, 3].map((id) => ({ id, name: `Item ${id}`, done: id === 2 }))

function List() {
  const [items, setItems] = useState(first)
  const [only, setOnly] = useState(false)
  const shown = only ? items.filter(({ done }) => done) : items
  return (
    <section id="list" className={only ? 'list only' : 'list'}>
      <div data-tools="">
        <button data-do="add" onClick={() => setItems([...items, { id: next, name: `Item ${next++}`, done: false }])}>Add</button>
        <button data-do="insert" onClick={() => setItems([{ id: next, name: `Item ${next++}`, done: false }, ...items])}>Insert</button>
        <button data-do="drop" onClick={() => setItems(items.slice(1))}>Drop</button>
        <button data-do="turn" onClick={() => setItems([...items].reverse())}>Turn</button>
        <button data-do="check" onClick={() => setItems(items.map((one, i) => (i % 2 ? one : { ...one, done: !one.done })))}>Check</button>
        <button data-do="only" onClick={() => setOnly(!only)}>Only</button>
        <button data-do="reset" onClick={() => setItems(first)}>Reset</button>
      </div>
      <h1>List of {shown.length}</h1>
      <p className="state" title={only ? 'some' : undefined}>{shown.length ? <b>{shown.length} items</b> : 'Nothing here'}</p>
      <ul>
        {shown.map(({ id, name, done }) => (
          <li key={id} className={done ? 'item done' : 'item'}>
            <span className="name">{name}</span> {done && <em>done</em>}
            {done ? <i className="tag">yes</i> : 'no'}
          </li>
        ))}
      </ul>
      {items.length > 4 && <Fragment><p className="many">Many</p><p className="more">And more</p></Fragment>}
      <aside dangerouslySetInnerHTML={{ __html: `<p class="raw">Raw ${items.length}</p>` }} />
    </section>
  )
}

function Form() {
  const [name, setName] = useState('')
  const [kind, setKind] = useState('a')
  const [yes, setYes] = useState(false)
  const [sent, setSent] = useState(null)
  const go = useNavigate()
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

export default function Shop() {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => { window.tick = () => setSeconds((now) => now + 1) }, [])
  return (
    <>
      <nav data-tools="">
        <Link data-do="home" to="/">Home</Link> <Link data-do="list" to="/list">List</Link> <Link data-do="form" to="/form">Form</Link>
        <button data-do="tick" onClick={() => window.tick()}>Tick</button>
      </nav>
      <p id="clock" className={`c${seconds % 3}`}>Clock: {seconds}</p>
      <Routes>
        <Route path="/" element={<Home />} />
        <Route path="/list" element={<List />} />
        <Route path="/form" element={<Form />} />
        <Route path="*" element={<Navigate to="/" />} />
      </Routes>
      <footer><small>{seconds > 3 ? 'late' : 'early'}</small></footer>
    </>
  )
}

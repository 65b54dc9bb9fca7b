import { Fragment, useState } from 'react'

let next = 4
const first = [1, 2, 3].map((id) => ({ id, name: `Item ${id}`, done: id === 2 }))

export default function List() {
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

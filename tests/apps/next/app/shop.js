'use client'
// What stands around every page of the application.
import Link from 'next/link'
import { useEffect, useState } from 'react'

export default function Shop({ children }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => { window.tick = () => setSeconds((now) => now + 1) }, [])
  return (
    <>
      <nav data-tools="">
        <Link data-do="home" href="/">Home</Link> <Link data-do="list" href="/list">List</Link> <Link data-do="form" href="/form">Form</Link>
        <button data-do="tick" onClick={() => window.tick()}>Tick</button>
      </nav>
      <p id="clock" className={`c${seconds % 3}`}>Clock: {seconds}</p>
      {children}
      <footer><small>{seconds > 3 ? 'late' : 'early'}</small></footer>
    </>
  )
}

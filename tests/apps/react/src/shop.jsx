// The template's page with what applications have besides: routes, a list, a form.
import { useEffect, useState } from 'react'
import { Link, Navigate, Route, Routes, useNavigate } from 'react-router'
import Home from './App.jsx'
import Form from './form.jsx'
import List from './list.jsx'

export default function Shop() {
  const [seconds, setSeconds] = useState(0)
  const go = useNavigate()
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
        <Route path="/form" element={<Form go={go} />} />
        <Route path="*" element={<Navigate to="/" />} />
      </Routes>
      <footer><small>{seconds > 3 ? 'late' : 'early'}</small></footer>
    </>
  )
}

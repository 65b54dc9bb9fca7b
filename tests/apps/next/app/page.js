// The template's page.
import Home from './welcome.js'

export default function Page() {
  return <section id="center"><Home /></section>
}

// In the browser: on the server's page where there is one.
import { hydrate, mount } from 'svelte'
import './app.css'
import Shop from './Shop.svelte'

const target = document.getElementById('app')
const options = { target, props: { url: location.pathname } }
const begin = () => {
  hydrate(Shop, options)
  target.dataset.omHydrate = 'done'
}
if (target.firstChild) Promise.resolve(window.held).then(begin)
else mount(Shop, options)

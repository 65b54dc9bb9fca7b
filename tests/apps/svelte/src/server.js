// On the server.
import { render as renderPage } from 'svelte/server'
import Shop from './Shop.svelte'

export const render = (url) => renderPage(Shop, { props: { url } }).body

// On the server.
import { renderToString } from 'vue/server-renderer'
import { createMemoryHistory } from 'vue-router'
import { make } from './make.js'

export async function render(url) {
  const { app, router } = make(createMemoryHistory())
  await router.push(url)
  return renderToString(app)
}

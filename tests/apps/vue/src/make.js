// The template's page with what applications have besides: routes, a list, a form.
import { createSSRApp } from 'vue'
import { createRouter } from 'vue-router'
import Home from './App.vue'
import Form from './Form.vue'
import List from './List.vue'
import Shop from './Shop.vue'

export function make(history) {
  const routes = [
    { path: '/', component: Home },
    { path: '/list', component: List },
    { path: '/form', component: Form },
    { path: '/:rest(.*)', redirect: '/' },
  ]
  const router = createRouter({ history, routes })
  return { app: createSSRApp(Shop).use(router), router }
}

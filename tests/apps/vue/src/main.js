// In the browser: on the server's page where there is one.
import { createApp } from 'vue'
import { createWebHistory } from 'vue-router'
import './style.css'
import { make } from './make.js'
import Shop from './Shop.vue'

const { app, router } = make(createWebHistory())
const root = document.getElementById('app')
if (root.firstChild) router.isReady().then(() => window.held).then(() => app.mount('#app'))
else createApp(Shop).use(router).mount('#app')

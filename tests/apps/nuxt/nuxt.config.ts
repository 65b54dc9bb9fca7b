// As the starter has it, with pages as files and nothing that calls home.
export default defineNuxtConfig({
  compatibilityDate: '2025-07-15',
  devtools: { enabled: false },
  telemetry: false,
  nitro: { prerender: { routes: ['/', '/list', '/form'] } },
})

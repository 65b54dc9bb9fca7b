import { createRoot, hydrateRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import './index.css'
import Shop from './shop.jsx'

const root = document.getElementById('root')
const app = <BrowserRouter><Shop /></BrowserRouter>
const options = { onRecoverableError: (error) => console.error('hydration', error.message) }
if (root.firstChild) setTimeout(() => hydrateRoot(root, app, options), window.slow ?? 0)
else createRoot(root).render(app)

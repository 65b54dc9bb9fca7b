import { createRoot, hydrateRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import './index.css'
import Shop from './shop.jsx'

const root = document.getElementById('root')
const app = <BrowserRouter><Shop /></BrowserRouter>
const options = { onRecoverableError: (error) => console.error('hydration', error.message) }
if (root.firstChild) Promise.resolve(window.held).then(() => hydrateRoot(root, app, options))
else createRoot(root).render(app)

import { renderToString } from 'react-dom/server'
import { StaticRouter } from 'react-router'
import Shop from './shop.jsx'

export const render = (url) => renderToString(<StaticRouter location={url}><Shop /></StaticRouter>)

'use client'
export { default } from '../../react/list.jsx'

'use client'
import { useRouter } from 'next/navigation'
import Form from '../../react/form.jsx'

export default function Page() {
  const router = useRouter()
  return <Form go={(path) => router.push(path)} />
}

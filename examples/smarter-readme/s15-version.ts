import { VERSION } from '@smarter-api/sdk'

console.log(VERSION)

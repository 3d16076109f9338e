import type { Component } from './component.ts'
import { kafka } from './kafka.ts'
import { postgres } from './postgres.ts'
import { redis } from './redis.ts'
import { temporal } from './temporal.ts'

export const components: readonly Component[] = [temporal, kafka, redis, postgres]

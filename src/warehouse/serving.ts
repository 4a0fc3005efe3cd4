// The program of a process that has a database in memory and runs the SQL it is sent.
import { serve } from './serve.js'

serve()

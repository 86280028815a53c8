import { answerTasks } from '../../kernel/helper.ts'
import type { TDocumentDefinitions } from './pdf.ts'
import { pdfOf } from './pdf.ts'
import { papers } from './papers.ts'
import type { PaperTask } from './papers.ts'

/** The process that makes papers. */
answerTasks(({ name, given }: PaperTask) =>
  pdfOf((papers[name] as (...given: unknown[]) => TDocumentDefinitions)(...given)),
)

/** Questions: asked, answered, graded. Practice or graded for life; only practice keys may travel. */
export { type PublishedQuestions, type PublishQuestionsRefusal, publishQuestions } from './commands/publish-questions.ts'
export type { Gradable, Grade } from './domain/grade.ts'
export type { AnswerKey, Asked, ItemRef, QuestionType } from './domain/question.ts'
export { type Fields, parseResponse, type Response, type ResponseRefusal } from './domain/response.ts'
export type { ShownFeedback, ShownQuestion } from './domain/shown.ts'
export { migrations } from './migrations/index.ts'
export { feedbackFor, gradedPool, gradeItems, type ReleasedFeedback, shownItems } from './queries/graded.ts'
export { type PracticeQuestion, practiceQuestions } from './queries/practice.ts'

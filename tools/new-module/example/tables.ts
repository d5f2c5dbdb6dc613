export interface ExampleTables {
  example_entry: { id: string; person: string; title: string; added_at: Date }
}

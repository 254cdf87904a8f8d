/// JSON as values, read strictly and written plainly.
///
/// In: text from a request. Out: sealed records, and back to text. No library, because a replica
/// starts in a fraction of the time that loading one would take.
package dev.surgeline.sample.json;

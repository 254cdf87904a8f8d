/// How a process of this jar is told what to do and when its owner is gone.
///
/// In: command-line words, one environment variable. Out: checked values, or one sentence that
/// names the flag and its rule. Read on in `Flags` and `Lifeline`.
package dev.surgeline.sample.launch;

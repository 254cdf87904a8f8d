/// Changing the world and making sure of it: actions, their outcomes, and the execution that
/// watches over each from its start to its end.
///
/// In: an action that was decided, then what is reported and observed of it. Out: the next state of
/// its execution and, when it did not do what it should, the action that undoes it. Read
/// [Execution][Execution] first.
package dev.surgeline.core.act;

/// The life of an action, every turn it can take.
package dev.surgeline.core.act;

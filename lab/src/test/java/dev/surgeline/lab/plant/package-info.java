/// The plant against queueing theory, and what may never get lost in it.
package dev.surgeline.lab.plant;

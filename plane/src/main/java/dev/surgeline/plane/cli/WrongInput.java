package dev.surgeline.plane.cli;

/// What the user gave can not be used. Its message is all that the user is shown.
final class WrongInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongInput(String sentence) {
    super(sentence);
  }
}

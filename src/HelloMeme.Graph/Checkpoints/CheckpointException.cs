namespace HelloMeme.Graph.Checkpoints;

/// <summary>A checkpoint cannot be used. The message is one sentence a user may read: the file, the fault, and the remedy where there is one.</summary>
public sealed class CheckpointException(string message, Exception? cause = null) : Exception(message, cause);

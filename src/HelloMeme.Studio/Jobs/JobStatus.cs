namespace HelloMeme.Studio.Jobs;

/// <summary>Where a job stands at one moment. Place: 1 = next to start; null unless it waits. Step i of Steps in the phase, Steps = 0 while unknown.</summary>
public sealed record JobStatus
{
    public required Guid Id { get; init; }

    public required JobKind Kind { get; init; }

    public required JobState State { get; init; }

    public int? Place { get; init; }

    /// <summary>Stable name of what is being done, for example "rendering".</summary>
    public string? Phase { get; init; }

    /// <summary>The same for people.</summary>
    public string? Doing { get; init; }

    public int Step { get; init; }

    public int Steps { get; init; }

    public double? ElapsedSeconds { get; init; }

    /// <summary>Until it is done; null while it cannot be told.</summary>
    public double? SecondsLeft { get; init; }

    public string? ErrorCode { get; init; }

    public string? Error { get; init; }

    /// <summary>The meme or the analysis it made.</summary>
    public Guid? Result { get; init; }

    public bool IsOver => State is JobState.Done or JobState.Failed or JobState.Cancelled;

    public static JobStatus Of(Job job, DateTimeOffset now, int? place = null, double? secondsLeft = null) => new()
    {
        Id = job.Id,
        Kind = job.Kind,
        State = job.State,
        Place = place,
        Phase = job.Phase,
        Step = job.Step,
        Steps = job.Steps,
        ElapsedSeconds = job.Started is { } started ? Math.Max(0, ((job.Ended ?? now) - started).TotalSeconds) : null,
        SecondsLeft = secondsLeft,
        ErrorCode = job.ErrorCode,
        Error = job.ErrorSentence,
        Result = job.ResultId,
    };
}

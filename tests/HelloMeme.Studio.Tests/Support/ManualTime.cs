namespace HelloMeme.Studio.Tests.Support;

/// <summary>A wall clock that a test moves; timers and stopwatches stay real.</summary>
public sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public void Pass(TimeSpan time) => _now += time;

    public override DateTimeOffset GetUtcNow() => _now;
}

namespace HelloMeme.Studio.Assets;

/// <summary>Removes abandoned uploads while the studio runs; the start does it once before.</summary>
public sealed class UploadSweeper(UploadStore uploads, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await uploads.SweepAsync(stoppingToken);
    }
}

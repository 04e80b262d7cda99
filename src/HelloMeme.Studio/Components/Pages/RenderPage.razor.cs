using HelloMeme.Studio.Films;
using HelloMeme.Studio.Gallery;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Pages;

/// <summary>One job while it runs and when it is done: the owner's by its id, anybody's by its watch token. A reload shows the same.</summary>
public sealed partial class RenderPage : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150); // between two draws of the page; the feed keeps only the newest state meanwhile
    private readonly CancellationTokenSource _closing = new();
    private string? _owner;
    private Job? _job;
    private RenderOrder? _order;
    private IReadOnlyList<string> _notes = [];
    private JobStatus? _status;
    private Meme? _meme;
    private bool _missing;
    private Task? _watching;

    [Inject]
    public required CurrentVisitor Visitor { get; init; }

    [Inject]
    public required JobStore Jobs { get; init; }

    [Inject]
    public required EngineDesk Desk { get; init; }

    [Inject]
    public required JobQueue Queue { get; init; }

    [Inject]
    public required JobFeed Feed { get; init; }

    [Inject]
    public required MemeStore Memes { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Parameter]
    public Guid? Id { get; set; }

    [Parameter]
    public string? Token { get; set; }

    private bool IsOwner => _job is not null && _job.Owner == _owner;

    private string Heading => _missing ? "Not here" : _status?.State switch
    {
        JobState.Done => "Your film is ready",
        JobState.Failed => "This did not work",
        JobState.Cancelled => "Cancelled",
        _ => "Your film in the making",
    };

    private string Title => (_status is { State: JobState.Running, Steps: > 0 } ? $"{Percent:0} % · " : "") + $"{Heading} · HelloMeme Studio";

    private string Doing => _status switch
    {
        { State: JobState.Waiting, Place: { } place } => place == 1 ? "Next in the queue" : $"Number {place} in the queue",
        { State: JobState.Done } when _meme is null => "The film is with its owner, ready to be shared.",
        { State: JobState.Done } => _meme!.Title,
        { State: JobState.Cancelled } => "Nothing of it was kept.",
        { Doing: { } doing } => doing,
        _ => "Starting",
    };

    private string Detail => string.Join(" · ", new[]
    {
        _status is { Steps: > 0 } s ? $"{s.Step} of {s.Steps}" : null,
        _status?.SecondsLeft is { } left ? left < 1 ? "a moment left" : left < 90 ? $"about {Math.Ceiling(left):0} s left" : $"about {left / 60:0} min left" : null,
    }.OfType<string>());

    private double Percent => _status is { Steps: > 0 } s ? 100.0 * s.Step / s.Steps : 0;

    private string CreateLink => IsOwner && _job is { Kind: JobKind.Render } ? $"/?job={_job.Id}" : "/";

    protected override async Task OnInitializedAsync()
    {
        _owner = await Visitor.OwnerAsync();
        _job = Token is { } token ? await Jobs.FindSharedOrNullAsync(token, _closing.Token)
            : _owner is not null ? await Jobs.FindOrNullAsync(_owner, Id!.Value, _closing.Token) : null;
        if (_job is null)
        {
            _missing = true;
            return;
        }

        _order = _job.Kind is JobKind.Render ? RenderOrder.Of(_job) : null;
        if (_order is { Engine: FilmEngine.HelloMeme } order) _notes = await Desk.NotesOrFaultAsync(order.Rendered, _closing.Token);
        await ShowAsync(await Jobs.StatusAsync(_job, _closing.Token));
        if (RendererInfo.IsInteractive && !_status!.IsOver) _watching = WatchAsync(_job);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task WatchAsync(Job job)
    {
        try
        {
            await foreach (var update in Feed.WatchAsync(job.Id, async t => (await Jobs.StatusAsync(job, t), job.Fence), _closing.Token))
            {
                await InvokeAsync(async () =>
                {
                    await ShowAsync(update.Status);
                    StateHasChanged();
                });
                if (!update.Status.IsOver) await Task.Delay(Pause, Time, _closing.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    private async Task ShowAsync(JobStatus status)
    {
        _status = status;
        if (status is { State: JobState.Done, Kind: JobKind.Render, Result: { } meme } && IsOwner) _meme = await Memes.FindOrNullAsync(_owner!, meme, _closing.Token);
    }

    private async Task CancelAsync() => await Queue.CancelAsync(_owner!, _job!.Id, _closing.Token);

    private static string File(Meme meme, string format) => $"/api/memes/{meme.Id}/files/{format}";
}

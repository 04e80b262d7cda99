using HelloMeme.Media;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Jobs;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>The visitor's own motion: a picture or a clip, trimmed, looked at before it is used.</summary>
public sealed partial class DriverStep : IDisposable
{
    private const int RecentClips = 8;
    private const int ClipFaces = 3; // a clip tells only that there are several
    private const double ShortSeconds = 10;
    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<Asset> _recent = [];
    private AssetLook? _look;
    private Asset? _driver;
    private MotionChoice _wanted = new();
    private UserFaultException? _fault;
    private bool _looking;
    private double _percent, _from, _to;

    [Inject]
    public required AssetStore Kept { get; init; }

    [Inject]
    public required AnalysisDesk Desk { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    [Parameter]
    [EditorRequired]
    public required MotionChoice Chosen { get; set; }

    /// <summary>A motion that can be used; one without anything when it was given up.</summary>
    [Parameter]
    public EventCallback<MotionChoice> OnChosen { get; set; }

    protected override async Task OnInitializedAsync() =>
        _recent = [.. (await Kept.ListAsync(Owner, _closing.Token)).Where(a => a.Kind is AssetKind.Clip).Take(RecentClips)];

    protected override async Task OnParametersSetAsync()
    {
        if (_looking || Chosen.Driver == _driver?.Id) return;
        if (Chosen.Driver is null && (_fault is not null || _look is { Ready: false })) return; // the chosen one is here, with what it still needs
        _driver = Chosen.Driver is { } id ? await Kept.FindOrNullAsync(Owner, id, _closing.Token) : null;
        (_from, _to, _fault, _look) = (Chosen.From ?? 0, Chosen.To ?? _driver?.Seconds ?? 0, null, null);
        if (_driver is not null && RendererInfo.IsInteractive) await LookAsync(Chosen);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task TakeAsync(Guid id)
    {
        _driver = await Kept.FindOrNullAsync(Owner, id, _closing.Token);
        (_from, _to) = (0, _driver?.Seconds ?? 0);
        if (_driver is not null) await LookAsync(new MotionChoice { Driver = id });
    }

    private Task TrimAsync() => LookAsync(new MotionChoice { Driver = _driver!.Id, Face = Chosen.Face, From = _from, To = _to });

    private Task ChooseFaceAsync(int number) => LookAsync(new MotionChoice { Driver = _driver!.Id, Face = number, From = _wanted.From, To = _wanted.To });

    private Task TrimToStartAsync()
    {
        (_from, _to) = (0, ShortSeconds);
        return TrimAsync();
    }

    private async Task LookAsync(MotionChoice motion)
    {
        (_looking, _percent, _fault, _look, _wanted) = (true, 0, null, null, motion);
        try
        {
            _look = await Desk.LookAsync(Owner, motion.Look()!, Show, _closing.Token);
            if (_look.Ready) await OnChosen.InvokeAsync(motion);
        }
        catch (UserFaultException fault)
        {
            _fault = fault;
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }

        _looking = false;
    }

    private Task GiveUpAsync()
    {
        (_driver, _fault, _look) = (null, null, null);
        return OnChosen.InvokeAsync(new MotionChoice());
    }

    private async Task DeleteAsync()
    {
        var gone = _driver!.Id;
        try
        {
            await Kept.DeleteAsync(Owner, gone, _closing.Token);
        }
        catch (UserFaultException)
        {
            // It was deleted elsewhere, which is what was wanted.
        }

        _recent = [.. _recent.Where(a => a.Id != gone)];
        await GiveUpAsync();
    }

    private void Show(JobStatus status)
    {
        _percent = status.Steps > 0 ? 100.0 * status.Step / status.Steps : 0;
        StateHasChanged();
    }
}

using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>Draft or HelloMeme; of HelloMeme what it lacks, what it will take, and its settings.</summary>
public sealed partial class EngineStep : IDisposable
{
    private static readonly (FilmEngine, string)[] Engines = [(FilmEngine.Draft, "Draft"), (FilmEngine.HelloMeme, "HelloMeme")];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300); // between the letters of a prompt nobody wants an estimate
    private readonly CancellationTokenSource _closing = new();
    private EngineOutlook? _outlook;
    private RenderOrder? _looked;

    [Inject]
    public required EngineDesk Desk { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    [Parameter]
    [EditorRequired]
    public required RenderOrder Order { get; set; }

    /// <summary>As in <see cref="FilmSettings"/>.</summary>
    [Parameter]
    public EventCallback<Func<RenderOrder, RenderOrder>> OnChange { get; set; }

    private string About => Order.Engine is FilmEngine.Draft
        ? "Geometry and the photo's own pixels: ready in seconds, at the photo's full size."
        : "Diffusion: every frame is drawn anew by Stable Diffusion 1.5 with HelloMeme's networks, as a square around the face. Meant for a graphics card; without one it takes long.";

    protected override async Task OnParametersSetAsync()
    {
        if (Order.Engine is not FilmEngine.HelloMeme) return;
        var wanted = Order with { CaptionTop = null, CaptionBottom = null, Sound = FilmSound.Keep, SoundFrom = null, Settings = (Order.Settings ?? new()) with { Seed = 0 } };
        if (wanted == _looked) return;
        _looked = wanted;
        var token = _closing.Token;
        try
        {
            if (_outlook is not null) await Task.Delay(Pause, token);
            if (wanted != _looked) return;
            var outlook = await Desk.LookAsync(Owner, Order, token);
            if (wanted == _looked) _outlook = outlook; // not that of settings left behind
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private static string Source(RenderEstimate estimate) => estimate.Measured ? "From steps measured here." : "A rough figure until a first film was made here.";

    private Task Change(Func<RenderOrder, RenderOrder> change) => OnChange.InvokeAsync(change);
}

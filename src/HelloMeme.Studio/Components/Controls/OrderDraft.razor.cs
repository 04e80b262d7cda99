using System.Text.Json;
using HelloMeme.Studio.Jobs;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>An order that was being worked on. Source: the address parameters it began with, "" for none.</summary>
public sealed record Draft(string Source, RenderOrder Order);

/// <summary>Keeps the order of the Create page in the visitor's browser (js/order-draft), so that a reload or a new start of the studio loses nothing. Shows nothing.</summary>
public sealed partial class OrderDraft : ComponentBase, IAsyncDisposable
{
    private const int MostBytes = 8 << 20;
    private bool _loaded;
    private Draft? _kept;

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Parameter]
    [EditorRequired]
    public required Draft Current { get; set; }

    /// <summary>What was kept, once, before anything is saved; null for nothing.</summary>
    [Parameter]
    public EventCallback<Draft?> OnFound { get; set; }

    private ComponentScript Script => field ??= new(JS, "./js/order-draft/index.js");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Script.ImportAsync();
            _kept = await Script.RunAsync(LoadAsync);
            if (Script.IsGone) return;
            _loaded = true;
            await OnFound.InvokeAsync(_kept);
        }
        else if (_loaded && Current.Order.Portrait != Guid.Empty && Current != _kept)
        {
            _kept = Current;
            await Script.CallAsync("save", JsonSerializer.Serialize(Current, JsonSerializerOptions.Web));
        }
    }

    public ValueTask DisposeAsync() => Script.DisposeAsync();

    // What a browser hands back may be of an older version, or anybody's writing.
    private static async Task<Draft?> LoadAsync(IJSObjectReference module)
    {
        await using var kept = await module.InvokeAsync<IJSStreamReference>("load");
        if (kept.Length > MostBytes) return null;
        await using var bytes = await kept.OpenReadStreamAsync(MostBytes);
        try
        {
            return await JsonSerializer.DeserializeAsync<Draft>(bytes, JsonSerializerOptions.Web) is { Source: not null, Order.Motion: not null } draft ? draft : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

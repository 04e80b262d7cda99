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
    private IJSObjectReference? _module;
    private Draft? _kept;

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Parameter]
    [EditorRequired]
    public required Draft Current { get; set; }

    /// <summary>What was kept, once, before anything is saved; null for nothing.</summary>
    [Parameter]
    public EventCallback<Draft?> OnFound { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await JS.InvokeAsync<IJSObjectReference>("import", "./js/order-draft/index.js");
            _kept = await LoadAsync(_module);
            await OnFound.InvokeAsync(_kept);
        }
        else if (_module is not null && Current.Order.Portrait != Guid.Empty && Current != _kept)
        {
            _kept = Current;
            await _module.InvokeVoidAsync("save", JsonSerializer.Serialize(Current, JsonSerializerOptions.Web));
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its scripts with it.
        }
    }

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

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>Takes a file that the studio made, dropped anywhere but on an upload zone or chosen by a [data-recipe-pick] button of any page, and opens its recipe
/// (js/recipe-drop).</summary>
public sealed partial class RecipeDrop : IAsyncDisposable
{
    private ElementReference _root;
    private DotNetObjectReference<RecipeDrop>? _self;
    private bool _ready;
    private bool _sending;
    private string? _fault;

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private ComponentScript Script => field ??= new(JS, "./js/recipe-drop/index.js");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _ready = await Script.AttachAsync("attach", _root, _self);
        StateHasChanged();
    }

    [JSInvokable]
    public void Sending()
    {
        (_sending, _fault) = (true, null);
        StateHasChanged();
    }

    [JSInvokable]
    public void Opened(Guid recipe)
    {
        _sending = false;
        Navigation.NavigateTo($"/?recipe={recipe}");
        StateHasChanged();
    }

    [JSInvokable]
    public void Failed(string sentence)
    {
        (_sending, _fault) = (false, sentence);
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        await Script.DisposeAsync();
        _self?.Dispose();
    }
}

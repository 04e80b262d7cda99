using HelloMeme.Media;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Motions;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>The way to the editor, and the motions that came from there.</summary>
public sealed partial class OwnMotions : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<Motion> _motions = [];
    private string? _fault;
    private bool _making, _tidy = true;

    [Inject]
    public required MotionStore Kept { get; init; }

    [Inject]
    public required MotionMaker Maker { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    /// <summary>Its motion is the chosen one.</summary>
    [Parameter]
    [EditorRequired]
    public required RenderOrder Order { get; set; }

    [Parameter]
    public EventCallback<MotionChoice> OnChosen { get; set; }

    private ComponentScript Script => field ??= new(JS, "./js/curve-editor/kept-motions.js");

    protected override Task OnInitializedAsync() => ListAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (Order.Motion.Motion is not { } chosen || _motions.Any(m => m.Id == chosen)) return;
        await ListAsync(); // it may have been recorded just now
        if (_motions.All(m => m.Id != chosen)) await LoseAsync();
    }

    // What the browser keeps of motions that are gone goes, too.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_tidy) return;
        _tidy = true;
        await Script.ImportAsync();
        await Script.CallAsync("keepOnly", _motions.Select(m => m.Id));
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _closing.Dispose();
        await Script.DisposeAsync();
    }

    private async Task ListAsync()
    {
        _motions = await Kept.ListAsync(Owner, _closing.Token);
        _tidy = false;
    }

    private bool IsChosen(Motion motion) => Order.Motion.Motion == motion.Id;

    // A kept motion is edited itself, any other choice as a new one, or as the one that was made of it and left as it was.
    private async Task EditAsync()
    {
        (_making, _fault) = (true, null);
        try
        {
            var motion = Order.Motion.Motion ?? (await Maker.OpenAsync(Owner, MotionWish.Of(Order.Motion), _closing.Token)).Id;
            Navigation.NavigateTo(CreateAddress.Editor(Navigation, motion));
        }
        catch (UserFaultException fault)
        {
            (_fault, _making) = (fault.Message, false);
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    private async Task DeleteAsync(Motion motion)
    {
        try
        {
            await Kept.DeleteAsync(Owner, motion.Id, _closing.Token);
        }
        catch (UserFaultException)
        {
            // It was deleted elsewhere, which is what was wanted: the list shows it.
        }

        await ListAsync();
        if (IsChosen(motion)) await OnChosen.InvokeAsync(new MotionChoice());
    }

    private Task LoseAsync()
    {
        _fault = "The motion that you had chosen was deleted: choose another one.";
        return OnChosen.InvokeAsync(new MotionChoice());
    }
}

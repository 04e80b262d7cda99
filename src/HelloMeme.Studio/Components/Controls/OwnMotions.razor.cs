using HelloMeme.Media;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Motions;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>The way to the editor, and the motions that came from there.</summary>
public sealed partial class OwnMotions : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<Motion> _motions = [];
    private string? _fault;
    private bool _making;

    [Inject]
    public required MotionStore Kept { get; init; }

    [Inject]
    public required MotionMaker Maker { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    /// <summary>Its motion is the chosen one.</summary>
    [Parameter]
    [EditorRequired]
    public required RenderOrder Order { get; set; }

    [Parameter]
    public EventCallback<MotionChoice> OnChosen { get; set; }

    protected override async Task OnInitializedAsync() => _motions = await Kept.ListAsync(Owner, _closing.Token);

    protected override async Task OnParametersSetAsync()
    {
        if (Order.Motion.Motion is not { } chosen || _motions.Any(m => m.Id == chosen)) return;
        _motions = await Kept.ListAsync(Owner, _closing.Token); // it may have been recorded just now
        if (_motions.All(m => m.Id != chosen)) await LoseAsync();
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
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
        await Kept.DeleteAsync(Owner, motion.Id, _closing.Token);
        _motions = await Kept.ListAsync(Owner, _closing.Token);
        if (IsChosen(motion)) await OnChosen.InvokeAsync(new MotionChoice());
    }

    private Task LoseAsync()
    {
        _fault = "The motion that you had chosen was deleted: choose another one.";
        return OnChosen.InvokeAsync(new MotionChoice());
    }
}
